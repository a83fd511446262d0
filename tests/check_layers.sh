#!/bin/sh
# check_layers.sh [ROOT] - every #include must be allowed by layers.txt, and every
# file of code has a name of its own, so that a name alone says which file is meant.
cd "${1:-$(dirname "$0")/..}" || exit 1
status=0

{
    cat tests/layers.txt
    # an OpenMP pragma counts as an inclusion of its header
    grep -rnE '^ *# *(include|pragma omp)' --include='*.[ch]' sim models |
        sed -E 's/: *# *(include|pragma) */:#include /; s/#include omp.*/#include <omp.h>/'
} | awk '
    function folder(path) { sub("/[^/]*$", "", path); return path }
    function allows(who, path) {
        return (who, path) in allowed || (who, folder(path)) in allowed
    }
    /^#/ || !NF { next }
    $1 ~ /:$/ {
        from = substr($1, 1, length($1) - 1)
        if (from ~ /^</) foreign[from]
        for (i = 2; i <= NF; i++) allowed[from, $i]
        next
    }
    {
        split($0, part, ":"); file = part[1]; seen++
        target = $0; sub(/.*include */, "", target); sub(/ *\/[*\/].*/, "", target)
        if (target ~ /^"/) {
            gsub(/"/, "", target)
            good = folder(target) == folder(file) || allows(folder(file), target)
        } else {
            good = 1
            for (header in foreign)
                if (index(target, header) == 1 && !allows(header, file)) good = 0
        }
        if (!good) {
            printf "%s:%s: error: %s must not include %s\n", file, part[2], folder(file), target
            bad++
        }
    }
    END {
        printf "layers: %d passed, %d failed\n", seen - bad, bad
        exit bad > 0 || seen == 0
    }' || status=1

twice=$(find sim models plots tests -name '*.[ch]' -o -name '*.def' -o -name '*.gp' -o -name '*.sh' |
    sed 's|.*/||' | sort | uniq -d)
for name in $twice; do
    echo "error: more than one file is called $name:"
    find sim models plots tests -name "$name"
    status=1
done
exit $status
