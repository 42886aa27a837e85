// The model, compiled for NamedAlgebra.
#include "model/api.hpp"
#include "model/demand.hpp"
#include "model/hybrid.hpp"
#include "model/machine.hpp"
#include "model/model.hpp"
#include "model/named.hpp"
#include "model/owned.hpp"
#include "model/rented.hpp"
#include "model/worth.hpp"

namespace aicost {

template class Model<NamedAlgebra>;

}  // namespace aicost
