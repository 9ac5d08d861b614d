"""Drawing charts as pictures, from plain values; one module for each kind of chart."""
