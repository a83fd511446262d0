# Makefile - run 'make help' for the targets.
#
# Sources are found by wildcards: a new model, test, chart or catalogue entry needs
# no change here. Each build has a folder of its own (build/release, build/san,
# build/release-clang, ...; OUT=FOLDER chooses another), so builds never mix.
#
#   BUILD=release|debug|san|cov   CC=clang   CFLAGS=...   V=1 (show commands)
#   MPI=1 (a run can be spread over machines)   WERROR=1 (warnings are errors)   TEST=name (one unit test; a pattern will do)

BUILD    ?= release
PACKAGES  = gsl yaml-0.1 jansson $(if $(MPI),ompi-c)

WARNINGS  = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes \
            -Wmissing-prototypes -Wvla -Wundef -Wno-unused-parameter $(if $(WERROR),-Werror)
FLAGS_release = -O3 -DNDEBUG
FLAGS_debug   = -O0 -g
FLAGS_san     = -O1 -g1 -DNARROW -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_cov     = -O0 -g --coverage
ifeq ($(FLAGS_$(BUILD)),)
$(error BUILD must be release, debug, san or cov, not '$(BUILD)')
endif

# The first two math flags let loops vectorise; the third keeps results equal
# across processors. None of them lets the compiler reorder arithmetic.
MATH      = -fno-math-errno -fno-trapping-math -ffp-contract=off

# Asked once, by the first recipe that needs them: 'deps' has run by then.
PACKAGE_FLAGS = $(eval PACKAGE_FLAGS := $(shell pkg-config --cflags $(PACKAGES)))$(PACKAGE_FLAGS)
PACKAGE_LIBS  = $(eval PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES)))$(PACKAGE_LIBS)

COMPILE   = $(CC) -std=c17 $(WARNINGS) $(FLAGS_$(BUILD)) $(MATH) -fopenmp \
            -I. -D_POSIX_C_SOURCE=200809L $(if $(MPI),-DFORKCAST_MPI) $(PACKAGE_FLAGS) $(CPPFLAGS) $(CFLAGS)
LINK      = $(CC) $(FLAGS_$(BUILD)) -fopenmp $(CFLAGS) $(LDFLAGS)
LIBS      = $(PACKAGE_LIBS) $(LDLIBS) -lm

COMPILER := $(addprefix -,$(notdir $(filter-out cc gcc,$(firstword $(CC)))))
VARIANT  := $(BUILD)$(COMPILER)$(if $(MPI),-mpi)
OUT      ?= build/$(VARIANT)
# The folder of another build, beside this one.
beside    = $(patsubst %/$(VARIANT),%,$(OUT))/$(1)$(COMPILER)

TEST     ?= *
SOURCES  := $(wildcard models/*.c sim/*/*.c)
OBJECTS  := $(SOURCES:%.c=$(OUT)/%.o) $(OUT)/assets_data.o
TESTS    := $(patsubst %.c,$(OUT)/%,$(wildcard tests/unit/test_$(TEST).c))
SUPPORT  := $(patsubst %.c,$(OUT)/%.o,$(filter-out tests/unit/test_%,$(wildcard tests/unit/*.c)))
BENCH    := $(patsubst %.c,$(OUT)/%.o,$(wildcard tests/bench/*.c))
VALIDATE := $(patsubst %.c,$(OUT)/%.o,$(filter-out %/worked_examples.c,$(wildcard tests/validation/*.c)))
ASSETS   := $(sort $(shell find models/catalog plots scenarios -name '*.yaml' -o -name '*.gp' -o -path 'scenarios/*.csv'))
C_FILES   = $(shell find models sim tests -name '*.[ch]')

JOBS     := $(shell nproc 2>/dev/null || echo 1)
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(JOBS)
endif
MAKEFLAGS += --no-print-directory
quiet     = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2);)

# --- building ---------------------------------------------------------------------

all: $(OUT)/forkcast ## build the simulator

$(OUT)/forkcast: $(OUT)/sim/main.o $(OUT)/libforkcast.a
	$(call quiet,LINK,$@)$(LINK) -o $@ $^ $(LIBS)

$(OUT)/libforkcast.a: $(OBJECTS)
	$(call quiet,AR,$@)rm -f $@; $(AR) cr $@ $^

$(OUT)/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call quiet,CC,$<)$(COMPILE) -MMD -MP -c -o $@ $<

$(OUT)/%.o: $(OUT)/%.c $(OUT)/flags
	$(call quiet,CC,$<)$(COMPILE) -MMD -MP -c -o $@ $<

# The data files as one object: a table of names, and the bytes by the assembler's .incbin.
$(OUT)/assets_data.c: $(ASSETS) $(OUT)/assets_list Makefile
	@awk 'BEGIN { print "#include \"sim/base/assets.h\"" } \
	    { n = split($$0, path); for (i = 1; i <= n; i++) { \
	          printf "__asm__(\".section .rodata; asset_%d: .incbin \\\"%s\\\"; ", i, path[i]; \
	          printf "asset_end_%d: .byte 0; .previous\");\n", i; \
	          printf "extern const char asset_%d[], asset_end_%d[];\n", i, i } } \
	    END { print "const Asset assets[] = {"; \
	          for (i = 1; i <= n; i++) printf "    { \"%s\", asset_%d, asset_end_%d },\n", path[i], i, i; \
	          print "};\nconst size_t asset_count = sizeof assets / sizeof assets[0];" }' \
	    $(OUT)/assets_list > $@

# These files change only when the line in them does: other flags, or a data file
# more or less, rebuild what depends on them.
$(OUT)/flags: LINE = $(COMPILE)
$(OUT)/flags: deps
$(OUT)/assets_list: LINE = $(ASSETS)
$(OUT)/assets_list: FORCE
$(OUT)/flags $(OUT)/assets_list:
	@mkdir -p $(@D); printf '%s\n' '$(LINE)' | cmp -s - $@ || printf '%s\n' '$(LINE)' > $@

deps: ## install what is missing to build, draw and test
	@CC='$(CC)' MPI='$(or $(MPI),$(filter check,$(MAKECMDGOALS)))' .ci/deps $(if $(filter deps run check,$(MAKECMDGOALS)),--install)

# --- running ----------------------------------------------------------------------

SCENARIO ?= scenarios/support_assistant.yaml

run: $(OUT)/forkcast ## answer SCENARIO; its charts and tables go to out/
	@mkdir -p out
	@$< run $(SCENARIO)
	@$< run -q -f csv -o out/answer.csv $(SCENARIO)
	@$< run -q -f markdown -o out/answer.md $(SCENARIO)
	@$< run -q -f json -o out/answer.json $(SCENARIO)
	@$< plot -q --type svg -o out $(SCENARIO) dots fan stack exceed cadence latency win payback
	@echo; echo 'In out/:' && ls out

PREFIX   ?= /usr/local

install: $(OUT)/forkcast ## install to DESTDIR/PREFIX (PREFIX=/usr/local)
	install -D -m 755 $< '$(DESTDIR)$(PREFIX)/bin/forkcast'
	install -D -m 644 README.md '$(DESTDIR)$(PREFIX)/share/doc/forkcast/README.md'
	install -D -m 644 LICENSE '$(DESTDIR)$(PREFIX)/share/doc/forkcast/LICENSE'

# --- testing: tests/README.md says what each kind is ------------------------------

CHECKS    = test truth examples layers golden same-bits ranks outside charts staged readme san

check: deps ## run every test
	@$(MAKE) all
	@failed=; for check in $(CHECKS); do \
	     echo "== $$check"; $(MAKE) $$check || failed="$$failed $$check"; done; \
	 if [ "$$failed" ]; then echo "failed:$$failed" >&2; exit 1; fi; echo 'every check passed'

$(TESTS): %: %.o $(SUPPORT) $(filter-out %/validate.o,$(VALIDATE)) $(OUT)/libforkcast.a
	$(call quiet,LINK,$@)$(LINK) -o $@ $^ $(shell pkg-config --libs cmocka) $(LIBS)

test: $(TESTS) ## run the unit tests (TEST=name for one)
	@tests/run_unit.sh $^

golden: $(OUT)/forkcast ## compare what the program prints with what it should
	@status=0; for run in tests/golden/run_*.sh; do $$run $< || status=1; done; exit $$status

golden-update: $(OUT)/forkcast ## accept what the program prints; look at the difference
	@for run in tests/golden/run_*.sh; do UPDATE=1 $$run $< || exit 1; done

layers: ## check who includes whom
	@tests/check_layers.sh

same-bits: $(OUT)/forkcast ## compare threads, compilers, optimisations, neighbours
	+@tests/check_same_bits.sh $< $(call beside,bits)

ranks: $(OUT)/forkcast ## compare one process with several, by MPI
	+@tests/check_ranks.sh $< $(call beside,bits)

outside: $(OUT)/forkcast ## full disks, missing programs, closed pipes, Ctrl-C
	@tests/check_outside.sh $<

charts: $(OUT)/forkcast ## draw every chart of unusual answers
	@tests/check_chart_edges.sh $<

staged: $(OUT)/forkcast ## staged designs in every command, whatever else is asked
	@tests/check_staged.sh $<

readme: $(OUT)/forkcast ## run the commands of the README
	+@tests/check_readme.sh $<

san: ## the unit and golden tests under the sanitizers
	@$(MAKE) BUILD=san OUT=$(call beside,san) test golden

coverage: ## how much of each file the tests reach
	@find $(call beside,cov) -name '*.gcda' -delete 2>/dev/null; true
	@$(MAKE) BUILD=cov OUT=$(call beside,cov) test golden
	@if command -v gcovr >/dev/null; then gcovr -r . -f models -f sim --sort-percentage; else \
	     find $(call beside,cov) -name '*.gcda' -exec gcov -n {} + 2>/dev/null | \
	     awk -F"[:% ']+" '/^File/ { file = $$2 } /^Lines/ && file ~ /^(models|sim)\// { \
	         if (!seen[file]++) { printf "%6.1f%% of %5d lines  %s\n", $$3, $$5, file; \
	         lines += $$5; hit += $$3 * $$5 / 100 } file = "" } \
	         END { if (lines) printf "%6.1f%% of %5d lines\n", 100 * hit / lines, lines }'; fi

$(OUT)/tests/bench/bench: $(BENCH) $(addprefix $(OUT)/tests/unit/,serving_fixture.o \
                          plain_batching.o) $(OUT)/libforkcast.a
	$(call quiet,LINK,$@)$(LINK) -o $@ $^ $(LIBS)

truth: $(OUT)/tests/bench/bench ## compare a reference workload with what other programs compute
	@$< truth

$(OUT)/tests/validation/validate: $(VALIDATE) $(OUT)/libforkcast.a
	$(call quiet,LINK,$@)$(LINK) -o $@ $^ $(LIBS)

validate: $(OUT)/tests/validation/validate ## compare predictions with measurements (DATA=FOLDER: with more of them)
	@$< tests/validation $(if $(DATA),'$(DATA)')

EXAMPLES  = $(addprefix $(OUT)/tests/validation/,worked_examples.o columns.o)

$(OUT)/tests/validation/worked_examples: $(EXAMPLES) $(OUT)/libforkcast.a
	$(call quiet,LINK,$@)$(LINK) -o $@ $^ $(LIBS)

examples: $(OUT)/tests/validation/worked_examples $(OUT)/forkcast ## compute bills that others have published
	@$^ tests/validation/examples

bench: $(OUT)/tests/bench/bench $(OUT)/forkcast ## how fast it is, next to other ways to do the same
	@$^

# --- keeping it tidy --------------------------------------------------------------

LINTERS   = format tidy cppcheck
lint: $(LINTERS:%=lint-%) ## clang-format, clang-tidy and cppcheck, as far as installed
installed = @command -v $(1) >/dev/null || { echo 'lint: no $(1)'; exit 0; };
lint-format:
	$(call installed,clang-format)clang-format --dry-run -Werror $(C_FILES)
lint-tidy:
	$(call installed,clang-tidy)printf '%s\n' $(SOURCES) sim/main.c | xargs -P $(JOBS) -n 1 \
	    sh -c 'clang-tidy --quiet "$$0" -- $(filter-out -DNDEBUG,$(wordlist 2,99,$(COMPILE))) 2>/dev/null'
lint-cppcheck:
	$(call installed,cppcheck)cppcheck -q -j $(JOBS) --std=c11 --inline-suppr --error-exitcode=1 \
	    --enable=warning,performance,portability -I. -D__GNUC__ models sim

format: ## format every C file by .clang-format
	@clang-format -i $(C_FILES)

clean: ## remove everything built
	rm -rf build out

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

FORCE:
.PHONY: all deps run install check test truth examples golden golden-update layers same-bits ranks outside charts staged \
        readme san coverage validate bench lint $(LINTERS:%=lint-%) format clean help FORCE
.DELETE_ON_ERROR:

-include $(OBJECTS:.o=.d) $(OUT)/sim/main.d $(TESTS:=.d) $(SUPPORT:.o=.d) $(BENCH:.o=.d) $(VALIDATE:.o=.d) $(EXAMPLES:.o=.d)
