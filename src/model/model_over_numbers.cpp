// The model, compiled for Eager.
#include "model/algebra.hpp"
#include "model/formulas.hpp"

namespace aicost {

template class Model<Eager>;

}  // namespace aicost
