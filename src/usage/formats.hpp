// Every format's row, defined next to its reader.
#pragma once

#include "usage/format.hpp"

namespace aicost::usage {

extern const FormatRow claude_code_format, claude_result_format, codex_format, codex_exec_format,
    gemini_cli_format, gemini_stats_format, qwen_format, pi_format, droid_format, droid_settings_format,
    copilot_format, opencode_format, amp_format;
extern const FormatRow ccusage_format, ccusage_without_days_format, anthropic_usage_format,
    anthropic_costs_format, claude_code_analytics_format, openai_usage_format, openai_costs_format;
extern const FormatRow litellm_format, litellm_daily_format, openrouter_activity_format,
    openrouter_generation_format, langfuse_format, helicone_format, portkey_format, otlp_format,
    bedrock_format, azure_metrics_format, prometheus_format;
extern const FormatRow ollama_format, openai_responses_format, anthropic_messages_format,
    gemini_answer_format;
extern const FormatRow hourly_rows_format, openrouter_csv_format, openai_usage_csv_format,
    openai_costs_csv_format, anthropic_console_format, cursor_format, deepseek_format, litellm_csv_format,
    focus_format;
extern const FormatRow vllm_format, sglang_format, llamacpp_format, tgi_format;

}  // namespace aicost::usage
