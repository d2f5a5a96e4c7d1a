#!/bin/sh
# Takes out of an environment what Magpie never opens. Usage: slim.sh FOLDER
set -eu
cd "$1"/lib/python3*/site-packages
# Babel reads catalogues for Magpie, in three locales; the other thousand weigh 28 MB.
find babel/locale-data -name '*.dat' ! -name 'root.dat' ! -name 'en*.dat' ! -name 'zh*.dat' -delete
# Tests, type stubs and headers of libraries.
find . -type d \( -name tests -o -name test \) -prune -exec rm -rf {} +
find . -type f \( -name '*.pyi' -o -name '*.pxd' -o -name '*.pyx' -o -name '*.h' -o -name '*.a' -o -name '*.c' \) -delete
