"""What the function, the workbench and the tests are made of: pins with hashes, and licences."""
