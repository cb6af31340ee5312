// Replaced by the built widget.
export {};
