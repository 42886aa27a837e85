// All of the model's formulas, for whoever compiles them for an algebra.
#pragma once

#include "model/api.hpp"
#include "model/demand.hpp"
#include "model/hybrid.hpp"
#include "model/machine.hpp"
#include "model/model.hpp"
#include "model/owned.hpp"
#include "model/rented.hpp"
#include "model/worth.hpp"
