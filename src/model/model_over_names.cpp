// The model, compiled for NamedAlgebra.
#include "model/formulas.hpp"
#include "model/named.hpp"

namespace aicost {

template class Model<NamedAlgebra>;

}  // namespace aicost
