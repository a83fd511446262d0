/* kernel_report.h - the table of fitted kernel constants and of their errors. */
#ifndef TESTS_VALIDATION_KERNEL_REPORT_H
#define TESTS_VALIDATION_KERNEL_REPORT_H

#include "tests/validation/kernel_fit.h"

void kernel_report(const KernelFit *fits, size_t count, const Kernels *kernels);

#endif
