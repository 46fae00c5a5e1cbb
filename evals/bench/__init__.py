"""What answering costs, beside a plain retrieval chain on the same records, questions and embedder."""
