#include "engine/queue.hpp"

#include <cmath>

#include "engine/scenarios.hpp"

namespace queue_test {

using namespace aicost;
using namespace aicost::testing;

TEST_CASE("M/M/1: rho/(1 - rho) of a service") {
    for (const double rho : {0.1, 0.5, 0.8, 0.99})
        CHECK(mean_wait({1, rho, hours(2)}).value() == near(2 * rho / (1 - rho)));
}

TEST_CASE("M/M/c: the worked values of Erlang's C") {
    // two servers: rho^2/(1 - rho^2) of a service
    for (const double rho : {0.2, 0.6, 0.9})
        CHECK(mean_wait({2, rho, hours(1)}).value() == near(rho * rho / (1 - rho * rho)));
    // summed up as it is defined: a^c/c!/(1 - rho) over that and all terms before
    const double servers = 7, rho = 0.75, load = servers * rho;
    double term = 1.0, sum = 0.0;
    for (int k = 0; k < 7; ++k) {
        sum += term;
        term *= load / (k + 1);
    }
    const double waits = term / (1 - rho) / (sum + term / (1 - rho));
    CHECK(mean_wait({servers, rho, hours(1)}).value() == near(waits / (servers * (1 - rho))));
}

TEST_CASE("M/D/1: half of what M/M/1 waits") {
    for (const double rho : {0.1, 0.5, 0.8}) {
        const Queue queue{1, rho, hours(2), 1.0, 0.0};
        CHECK(mean_wait(queue).value() == near(2 * rho / (2 * (1 - rho))));
    }
}

TEST_CASE("the edges of a queue: no load, full load, very many servers") {
    CHECK(mean_wait({4, 0.0, hours(1)}).value() == 0.0);
    CHECK(std::isinf(mean_wait({4, 1.0, hours(1)}).value()));
    CHECK(mean_wait({100000, 0.8, hours(1)}).value() == 0.0);
    CHECK(mean_wait({100, 0.8, hours(1)}) < mean_wait({10, 0.8, hours(1)}));
}

}  // namespace queue_test
