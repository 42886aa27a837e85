#include "shuffle.hpp"

#include <cmath>

namespace aicost::risk {

Shuffle::Shuffle(std::uint64_t seed, std::uint32_t stream, std::uint64_t size)
    : size_(static_cast<std::uint32_t>(size)) {
    network_.columns = static_cast<std::uint32_t>(std::ceil(std::sqrt(static_cast<double>(size))));
    network_.rows = (size_ + network_.columns - 1) / network_.columns;
    column_kernels().random_words({seed, Purpose::shuffle, stream}, 0, Feistel::rounds, network_.keys);
}

void Shuffle::places(std::uint64_t first, std::size_t count, std::uint32_t* place) const {
    const ColumnKernels& kernels = column_kernels();
    kernels.permute(network_, static_cast<std::uint32_t>(first), count, place);
    if (network_.rows * network_.columns == size_) return;
    for (std::size_t i = 0; i < count; ++i) {
        while (place[i] >= size_) kernels.permute(network_, place[i], 1, place + i);
    }
}

}  // namespace aicost::risk
