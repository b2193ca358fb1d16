"""When the nightly job runs, written for what keeps the clock of a machine: systemd or cron. All text, nothing installed."""
