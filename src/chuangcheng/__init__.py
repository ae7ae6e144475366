"""Chuangcheng: the software that runs a city's campaign to become, and stay, a civilised city."""
