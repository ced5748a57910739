# The commands of the project; `make` alone lists them.
PREFIX ?= /usr/local
DESTDIR ?=
BIN := .build/release
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# Debian and Ubuntu. What Swift itself asks for on its installation page, then the libraries that are linked.
SWIFT_NEEDS := binutils git g++ libc6-dev libcurl4-openssl-dev libedit2 libncurses-dev libpython3-dev libsqlite3-dev \
  libxml2-dev pkg-config tzdata zlib1g-dev
# The fonts are no headers, but letters are set in them: a production machine needs them like the libraries.
FONTS := fonts-noto-cjk fonts-noto-core
BUILD_NEEDS := $(SWIFT_NEEDS) ca-certificates libarchive-dev libgmime-3.0-dev libpango1.0-dev libqpdf-dev \
  libqrencode-dev libsystemd-dev $(FONTS)
TEST_NEEDS := curl jq openssl poppler-utils python3 python3-icalendar qpdf strace systemd systemd-container \
  unzip zbar-tools
BENCH_NEEDS := curl gcc libc6-dev python3
PICTURE_NEEDS := poppler-utils pngquant
PEER_NEEDS := beanstalkd postgresql python3-venv
DEB_NEEDS := chrpath debhelper dpkg-dev fakeroot lintian python3
# A compiler for the clock that `Tests/faults` gives to one process alone.
FAULT_NEEDS := gcc libc6-dev mount openssl python3 strace systemd

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: deps ## Try it: builds, starts the daemon here with a small book of claims, shows what it does
	@etc/trial/build.sh
	@etc/trial/run.sh

.PHONY: test
test: deps-test ## Run all tests, those of the service under a real systemd too
	swift build --build-tests
	@Tests/run
	@$(MAKE) --no-print-directory build
	@Tests/conventions/run $(BIN)
	@Tests/faults/run --quick
	@Tests/systemd/run
	@Tests/intake/run $(BIN)
	@Tests/desk/run $(BIN)

.PHONY: check
check: lint test ## What must pass before a commit: the formatter's lint and all tests

.PHONY: faults
faults: build deps-faults ## Provoke faults on the daemon: kills, power loss, bad disks, clocks, mail servers, networks
	@Tests/faults/run

.PHONY: build
build: deps ## Build the release binaries
	swift build $(RELEASE_FLAGS)

# No path of this machine is in what is built: the same sources give the same bytes wherever they lie.
RELEASE_FLAGS := -c release --static-swift-stdlib -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=/usr/src/dunningd \
  -Xcc -ffile-prefix-map=$(CURDIR)=/usr/src/dunningd

.PHONY: release-flags
release-flags:
	@echo $(RELEASE_FLAGS)

.PHONY: deps
deps: swift ## Install the system packages that are missing (Debian, Ubuntu)
	@$(call install_missing,$(BUILD_NEEDS) $(if $(shell command -v ld.gold),,binutils-gold))

.PHONY: deps-test
deps-test: deps ## Install what the tests need besides
	@$(call install_missing,$(TEST_NEEDS) $(FAULT_NEEDS))

.PHONY: deps-faults
deps-faults:
	@$(call install_missing,$(FAULT_NEEDS))

.PHONY: swift
swift:
	@command -v swift >/dev/null || { \
	  echo "Swift 6.3 is needed and 'swift' is not in PATH: https://www.swift.org/install/linux/" >&2; exit 1; }

.PHONY: picture
picture: deps ## Draw docs/letter.png anew: the German demand that the tests look at
	@$(call install_missing,$(PICTURE_NEEDS))
	@folder=$$(mktemp -d) && SAVE_LETTERS=$$folder swift test --filter PaperLetterTests >/dev/null && \
	  pdftoppm -r 110 -gray -png -singlefile $$folder/de-demand.pdf $$folder/letter && \
	  pngquant --force --speed 1 --strip --output docs/letter.png 16 $$folder/letter.png && rm -r $$folder

.PHONY: lint
lint: swift ## Say what the formatter would change
	swift format lint --strict --recursive Package.swift Sources Tests $(wildcard Benchmarks)
	@! command -v promtool >/dev/null || (cd etc/monitoring && promtool check rules dunningd.rules.yml && \
	  promtool test rules dunningd.rules.test.yml)

.PHONY: fmt
fmt: swift ## Format the sources
	swift format --in-place --recursive Package.swift Sources Tests $(wildcard Benchmarks)

.PHONY: bench
bench: build deps-bench ## Measure, beside Postfix; BENCH="--quick" for two minutes (Benchmarks/README.md)
	@Benchmarks/run $(BENCH)

.PHONY: bench-peers
bench-peers: build deps-bench ## Measure beside huey, beanstalkd and pgqueuer, too; installs them
	@$(call install_missing,$(PEER_NEEDS))
	@test -d .build/bench-peers || python3 -m venv .build/bench-peers
	@.build/bench-peers/bin/pip install --quiet --requirement Benchmarks/peers/requirements.txt
	@Benchmarks/run --peers $(BENCH)

# Postfix brings smtp-sink and smtp-source. It would put itself in the place of another mail server, so it comes only
# where there is none, and without a configuration, so that it does not start.
.PHONY: deps-bench
deps-bench:
	@$(call install_missing,$(BENCH_NEEDS))
	@if PATH=$$PATH:/usr/sbin; command -v smtp-sink >/dev/null; then :; \
	elif command -v sendmail >/dev/null; then \
	  echo "another mail server is installed, so Postfix is left out, and with it the mails a second" >&2; \
	elif command -v debconf-set-selections >/dev/null; then \
	  echo "postfix postfix/main_mailer_type select No configuration" | $(SUDO) debconf-set-selections; \
	  $(call install_missing,postfix); \
	fi

.PHONY: clean
clean: ## Remove what was built and tried
	rm -rf .build .trial

# Everything that is installed, and what the uninstaller removes, is named below here.
SBINDIR = $(DESTDIR)$(PREFIX)/sbin
BINDIR = $(DESTDIR)$(PREFIX)/bin
LIBDIR = $(DESTDIR)$(PREFIX)/lib
SHAREDIR = $(DESTDIR)$(PREFIX)/share
UNITDIR = $(LIBDIR)/systemd/system
VENDOR_DATA = $(shell cd etc 2>/dev/null && find . -type f ! -name dunningd.yaml ! -path './trial/*' ! -path './debian/*' ! -path './containers/*' ! -name '*.test.yml' \
  ! -path './calendars/generate' ! -path './calendars/requirements.txt' -printf '%P\n')
MAN_PAGES = $(wildcard docs/man/*.[1-9])

.PHONY: install
install: ## Install what `make build` built; DESTDIR= and PREFIX= (default /usr/local)
	@test -x $(BIN)/dunningd && test -x $(BIN)/dunningctl || { echo "nothing to install yet: make build" >&2; exit 1; }
	install -D -m 755 $(BIN)/dunningd $(SBINDIR)/dunningd
	install -D -m 755 $(BIN)/dunningctl $(BINDIR)/dunningctl
	install -d $(UNITDIR)
	umask 022; for unit in dunningd.service dunningd-backup.service dunningd-verify.service; do \
	  sed 's,@PREFIX@,$(PREFIX),g' systemd/$$unit.in > $(UNITDIR)/$$unit || exit 1; done
	install -m 644 systemd/dunningd.socket systemd/dunningd-desk.socket systemd/dunningd-backup.timer $(UNITDIR)
	install -m 644 systemd/dunningd-mbsync.service systemd/dunningd-mbsync.timer systemd/dunningd-verify.timer $(UNITDIR)
	umask 022; for kind in service socket; do \
	  sed -f systemd/instance.sed $(UNITDIR)/dunningd.$$kind > $(UNITDIR)/dunningd@.$$kind || exit 1; done
	install -D -m 644 systemd/dunningd.sysusers $(LIBDIR)/sysusers.d/dunningd.conf
	install -D -m 644 systemd/dunningd.tmpfiles $(LIBDIR)/tmpfiles.d/dunningd.conf
	install -D -m 644 systemd/dunningd.catalog $(LIBDIR)/systemd/catalog/dunningd.catalog
	install -D -m 644 -t $(SHAREDIR)/doc/dunningd/examples systemd/examples/*.conf
	install -m 644 docs/mail.md docs/containers.md $(SHAREDIR)/doc/dunningd
	for file in $(VENDOR_DATA); do install -D -m 644 "etc/$$file" "$(SHAREDIR)/dunningd/$$file" || exit 1; done
	for page in $(MAN_PAGES); do \
	  install -D -m 644 -t "$(SHAREDIR)/man/man$${page##*.}" "$$page" || exit 1; done
	install -d $(SHAREDIR)/bash-completion/completions $(SHAREDIR)/zsh/site-functions $(SHAREDIR)/fish/vendor_completions.d
	umask 022; $(BIN)/dunningctl --generate-completion-script bash > $(SHAREDIR)/bash-completion/completions/dunningctl
	umask 022; $(BIN)/dunningctl --generate-completion-script zsh > $(SHAREDIR)/zsh/site-functions/_dunningctl
	umask 022; $(BIN)/dunningctl --generate-completion-script fish > $(SHAREDIR)/fish/vendor_completions.d/dunningctl.fish
	test -e $(DESTDIR)/etc/dunningd/dunningd.yaml || install -D -m 644 etc/dunningd.yaml $(DESTDIR)/etc/dunningd/dunningd.yaml
	@[ -n "$(DESTDIR)" ] || printf '%s\n' 'Installed. The first time and after an update of the units:' \
	  '  systemd-sysusers && systemd-tmpfiles --create && systemctl daemon-reload' \
	  '  systemctl enable --now dunningd.socket dunningd.service' \
	  'It sends nothing until you have said `dunningctl init` (or edited /etc/dunningd/dunningd.yaml) and `dunningctl arm`.'

.PHONY: deb
deb: build ## Make the Debian packages, in .build/deb; the compiler apart, it needs no network
	@$(call install_missing,$(DEB_NEEDS))
	@etc/debian/build .build/deb

.PHONY: uninstall
uninstall: ## Remove what was installed; configuration and docket stay
	rm -f $(SBINDIR)/dunningd $(BINDIR)/dunningctl $(UNITDIR)/dunningd.service $(UNITDIR)/dunningd.socket
	rm -f $(UNITDIR)/dunningd-desk.socket $(UNITDIR)/dunningd-backup.service $(UNITDIR)/dunningd-backup.timer
	rm -f $(UNITDIR)/dunningd-mbsync.service $(UNITDIR)/dunningd-mbsync.timer
	rm -f $(UNITDIR)/dunningd-verify.service $(UNITDIR)/dunningd-verify.timer
	rm -f $(UNITDIR)/dunningd@.service $(UNITDIR)/dunningd@.socket
	rm -f $(LIBDIR)/sysusers.d/dunningd.conf $(LIBDIR)/tmpfiles.d/dunningd.conf $(LIBDIR)/systemd/catalog/dunningd.catalog
	rm -rf $(SHAREDIR)/dunningd $(SHAREDIR)/doc/dunningd
	for page in $(notdir $(MAN_PAGES)); do rm -f "$(SHAREDIR)/man/man$${page##*.}/$$page"; done
	rm -f $(SHAREDIR)/bash-completion/completions/dunningctl $(SHAREDIR)/zsh/site-functions/_dunningctl
	rm -f $(SHAREDIR)/fish/vendor_completions.d/dunningctl.fish
	@echo 'Left in place: /etc/dunningd (configuration) and /var/lib/dunningd (the docket).'

# $(call install_missing,PACKAGES): says what it installs; nothing to install costs no time and no network.
define install_missing
if ! command -v dpkg-query >/dev/null; then \
  echo "not Debian or Ubuntu: make sure that you have what these packages hold: $(strip $(1))" >&2; \
else \
  missing=$$(for package in $(1); do \
    dpkg-query -W -f='$${db:Status-Status}\n' $$package 2>/dev/null | grep -qx installed || printf '%s ' $$package; done); \
  if [ -n "$$missing" ]; then \
    echo "Installing with apt-get: $$missing"; \
    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes \
      --no-install-recommends -o Dpkg::Use-Pty=0 $$missing >/dev/null; \
  fi; \
fi
endef
