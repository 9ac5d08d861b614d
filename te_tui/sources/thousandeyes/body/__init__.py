"""From the bytes of an answer to values, under the API's own shapes."""
