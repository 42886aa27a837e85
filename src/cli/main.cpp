#include "cli/program.hpp"

int main(int argc, char** argv) { return aicost::run_program(argc, argv); }
