// The model, compiled for GraphAlgebra.
#include "model/api.hpp"
#include "model/demand.hpp"
#include "model/graph_algebra.hpp"
#include "model/hybrid.hpp"
#include "model/machine.hpp"
#include "model/model.hpp"
#include "model/owned.hpp"
#include "model/rented.hpp"
#include "model/worth.hpp"

namespace aicost {

template class Model<GraphAlgebra>;

}  // namespace aicost
