// The model, compiled for GraphAlgebra.
#include "model/formulas.hpp"
#include "model/graph_algebra.hpp"

namespace aicost {

template class Model<GraphAlgebra>;

}  // namespace aicost
