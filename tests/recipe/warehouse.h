/* The record type of the recipe "add a record type". */
#pragma once

#include "record/field.h"

extern const KamRecordType kam_warehouse_type;
