"""Relations of quantities: whether they can hold, between which bounds, and which slip would mend them."""
