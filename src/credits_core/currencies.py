"""How many decimal places each ISO 4217 currency has.

Only active currencies with a defined minor unit are here; funds codes, metals
and the no-currency code are not money a customer can be owed.
"""

from __future__ import annotations

from typing import Final

_PLACES_0: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_PLACES_3: Final = "BHD IQD JOD KWD LYD OMR TND"
_PLACES_2: Final = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP"
    " BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD"
    " FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS"
    " KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR"
    " MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD"
    " RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT"
    " TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
)

MINOR_PLACES: Final[dict[str, int]] = {
    **dict.fromkeys(_PLACES_0.split(), 0),
    **dict.fromkeys(_PLACES_2.split(), 2),
    **dict.fromkeys(_PLACES_3.split(), 3),
}
"""The number of decimal places of each known currency, by its ISO 4217 code."""
