"""Compare two drafts, or two workbooks: what changed, figure by figure, and why."""
