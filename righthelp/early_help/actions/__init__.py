"""Every change to early help, each with its event in the same transaction."""

from righthelp.early_help.actions.opening import NotAgreed, begin_help, open_help

__all__ = ["NotAgreed", "begin_help", "open_help"]
