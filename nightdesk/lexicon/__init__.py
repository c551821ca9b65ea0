"""The words visitors use for concerns, areas, treatments, medicines and conditions."""
