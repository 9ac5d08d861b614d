"""The API operations (kinds of requests) that the embedded ThousandEyes offers (api.md, section 2).

There is one module for each kind of resource.
"""
