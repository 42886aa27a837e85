// The model, compiled for Eager.
#include "model/algebra.hpp"
#include "model/api.hpp"
#include "model/demand.hpp"
#include "model/hybrid.hpp"
#include "model/machine.hpp"
#include "model/model.hpp"
#include "model/owned.hpp"
#include "model/rented.hpp"
#include "model/worth.hpp"

namespace aicost {

template class Model<Eager>;

}  // namespace aicost
