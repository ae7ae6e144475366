"""The whole score and what follows from it: what to fix next, forecasts, mock assessments."""
