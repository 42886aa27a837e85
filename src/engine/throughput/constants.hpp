// Constants of the speed estimate that all families share, fitted together with the families. bench/throughput_fit
// prints how much worse the fit gets when one is changed.
#pragma once

namespace aicost::speed {

inline constexpr double gib = 1024.0 * 1024.0 * 1024.0;

inline constexpr double cache_bandwidth = 0.68;  // share of the peak when reading the cache
inline constexpr double expert_layer = 1.7;      // factor on the fixed time of a layer with experts
inline constexpr double expert_arithmetic_server = 0.50, expert_arithmetic_local = 0.44;
inline constexpr double fewer_bits = 0.71;  // factor on the share of arithmetic, per halving of the bits
inline constexpr double decode_arithmetic = 0.85;  // small batches relative to long prompts, on servers
inline constexpr double tensorrt_arithmetic = 1.6;
inline constexpr double max_arithmetic = 0.9;      // upper limit of the share
inline constexpr double sequence_seconds = 25e-6;  // per sequence and step, on the host
inline constexpr double hop_seconds = 105e-6;      // per additional GPU, if layers are split
inline constexpr double prefill_layer_seconds =
    110e-6;                                     // per layer and chunk, for engines that are not servers
inline constexpr double attention_share = 0.5;  // of the 16-bit rate

// Between GPUs: seconds for each exchange, and the share of the link's rate.
inline constexpr double nvlink_least = 100e9;  // bytes per second: a faster link counts as NVLink
inline constexpr double nvlink_seconds = 12e-6, nvlink_share = 0.7;
inline constexpr double pcie_seconds = 27e-6, pcie_share = 0.39;
inline constexpr double usual_link = 25e9;  // if the catalogue has none

inline constexpr double server_chunk = 8192, mlx_chunk = 2048, llama_chunk = 512;  // tokens of a prompt

}  // namespace aicost::speed
