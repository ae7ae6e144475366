"""The subcommands of `chuangcheng`; one module each, imported only when asked for."""
