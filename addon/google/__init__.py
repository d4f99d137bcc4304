"""Google's APIs as the domain's ports: the only place that knows their requests and answers."""
