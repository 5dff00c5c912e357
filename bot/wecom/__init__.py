"""The WeCom (企业微信) callback protocol: the seal, the XML, and the values made of them."""
