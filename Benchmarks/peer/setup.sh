#!/bin/bash
# Makes the Python environment of the peers. PEERS_VENV names its folder (default: .build/peers at the top of the repository).
set -euo pipefail
top="$(cd "$(dirname "$0")/../.." && pwd)"
: "${PEERS_VENV:=$top/.build/peers}"
python3 -m venv "$PEERS_VENV"
"$PEERS_VENV/bin/pip" install -q "openfisca-core[web-api]==46.0.1" numpy==2.4.6
echo "peers ready: PEERS_VENV=$PEERS_VENV"
