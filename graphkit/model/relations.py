"""The relations between nodes, with their fields; together with the attributes, all that a
statement may say.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphkit.model.attributes import ATTRIBUTES, PARTY
from graphkit.model.terms import Field, Relation
from graphkit.model.words import LICENCE_KINDS

__all__ = ["RELATIONS"]

_PLACE = Field("plant", "text", "plant or place it is limited to")
_PRODUCT = Field("product", "text", "product, model or drug it is limited to")
_SCOPE = Field("scope", "text", "what else it is limited to: step, volume, class of product")
_TERRITORY = Field("territory", "text", "country or region it is limited to")
_INSTRUMENT = Field("instrument", "text", "contract or document it rests on")
_PRICE = Field("price", "money", "consideration, with its currency")
_SHARE = Field("share", "share", "share of the equity, in percent")


def _by_name(*relations: Relation) -> dict[str, Relation]:
    return {each.name: each for each in relations}


RELATIONS: Mapping[str, Relation] = _by_name(
    Relation(
        "MANUFACTURES_FOR",
        ("Company",),
        ("Company", "Brand", "Product"),
        "{subject} manufactures for {object}",
        "{subject}为{object}代工",
        "Physical making for another's brand; says nothing by itself about whose licence is used",
        fields=(
            _PRODUCT,
            _PLACE,
            _SCOPE,
            _TERRITORY,
            _INSTRUMENT,
            Field("exclusive", "flag", "whether it is the only maker"),
        ),
        distinct=("product",),
        path=True,
        route="contract-made",
        maps={"fibo": "ContractualCommitment"},
    ),
    Relation(
        "USES_LICENCE_OF",
        PARTY,
        ("Company", "Brand"),
        "{subject} builds on the licence of {object}",
        "{subject}使用{object}的资质",
        "Whose licence it builds on; `licence_kind` says what is licensed",
        fields=(
            Field(
                "licence_kind", "choice", "what is licensed", tuple(LICENCE_KINDS), required=True
            ),
            Field(
                "qualification", "entity", "the qualification relied on", kinds=("Qualification",)
            ),
            _PRODUCT,
            _PLACE,
            _SCOPE,
            _TERRITORY,
            _INSTRUMENT,
            _PRICE,
            Field("exclusive", "flag", "whether nobody else is licensed in this scope"),
        ),
        distinct=("licence_kind", "product"),
        path=True,
        route="borrowed",
        maps={"bods": "rightsGrantedByContract", "ftm": "Control", "fibo": "LicenseAgreement"},
    ),
    Relation(
        "ACQUIRED",
        ("Company", "Person"),
        ("Company",),
        "{subject} acquired {object}",
        "{subject}收购{object}",
        "Bought control of a company; a minority stake is OWNS, assets are ACQUIRED_ASSETS_OF",
        fields=(
            _SHARE,
            _PRICE,
            Field("purpose", "text", "what it was bought for"),
            Field("seller", "text", "who sold it"),
            _INSTRUMENT,
        ),
        path=True,
        route="bought",
        maps={"ftm": "Ownership", "bods": "shareholding", "fibo": "Acquisition"},
    ),
    Relation(
        "ACQUIRED_ASSETS_OF",
        ("Company",),
        ("Company", "Brand", "Plant", "Product"),
        "{subject} acquired assets of {object}",
        "{subject}收购{object}的资产",
        "Bought plants, equipment, a brand or rights, not the company; carries no licence with it",
        fields=(
            Field("assets", "text", "what was bought"),
            _PRICE,
            Field("purpose", "text", "what it was bought for"),
            _INSTRUMENT,
        ),
        distinct=("assets",),
        path=True,
        route="assets",
        maps={"ftm": "Ownership", "fibo": "AssetPurchase"},
    ),
    Relation(
        "HOLDS",
        ("Company",),
        ("Qualification",),
        "{subject} holds {object}",
        "{subject}持有{object}",
        "A right of its own; its end, and why it ended, is `valid_to` with `status`",
        fields=(
            Field(
                "status",
                "choice",
                "how it stands, or why it ended",
                ("held", "suspended", "revoked", "cancelled", "expired", "surrendered", "lost"),
            ),
            Field("number", "text", "licence number"),
            _PRODUCT,
            _PLACE,
            _SCOPE,
            _TERRITORY,
        ),
        distinct=("scope", "product"),
        route="own",
        maps={"ftm": "Permit", "schema": "hasCredential", "fibo": "hasLicense"},
    ),
    Relation(
        "APPLIED_FOR",
        ("Company",),
        ("Qualification",),
        "{subject} applied for {object}",
        "{subject}申请{object}",
        "An application made; a mere wish is stage `planned`",
        fields=(
            Field(
                "status",
                "choice",
                "what became of it",
                ("pending", "granted", "refused", "withdrawn"),
            ),
            _PRODUCT,
            _SCOPE,
        ),
        distinct=("product", "scope"),
    ),
    Relation(
        "CLEARED",
        ("Company",),
        ("Qualification",),
        "{subject} cleared {object}",
        "{subject}通过{object}",
        "A checkpoint passed; it may be one of several that the right needs",
        fields=(_SCOPE,),
    ),
    Relation(
        "LISTED_IN",
        ("Company", "Product"),
        ("Register",),
        "{subject} is listed in {object}",
        "{subject}列入{object}",
        "On an official list; listing, licence and first delivery are three facts",
        fields=(
            Field("number", "text", "serial number in the list"),
            Field("batch", "text", "batch or edition of the list"),
            _PRODUCT,
            _SCOPE,
        ),
        distinct=("batch", "product"),
        route="own",
        maps={"ftm": "topics", "schema": "includedInDataCatalog"},
    ),
    Relation(
        "ISSUED_BY",
        ("Qualification",),
        ("Authority",),
        "{subject} is issued by {object}",
        "{subject}由{object}颁发",
        "Which authority grants it",
        fields=(Field("rule", "text", "law or rule it follows"),),
        maps={"schema": "issuedBy", "fibo": "isIssuedBy"},
    ),
    Relation(
        "REQUIRES",
        ("Qualification",),
        ("Qualification",),
        "{subject} requires {object}",
        "{subject}须先取得{object}",
        "A checkpoint on the way to a qualification",
        fields=(Field("order", "number", "place among the checkpoints, from 1"),),
        maps={"fibo": "hasPrerequisite"},
    ),
    Relation(
        "HARDER_THAN",
        ("Qualification",),
        ("Qualification",),
        "{subject} is harder to clear than {object}",
        "{subject}比{object}更难通过",
        "Somebody's comparison of two checkpoints",
    ),
    Relation(
        "OWNS",
        ("Company", "Person", "Authority"),
        ("Company",),
        "{subject} owns a share of {object}",
        "{subject}持股{object}",
        "Equity; each stated share is a fact with its own dates",
        fields=(
            _SHARE,
            Field("share_min", "share", "at least, in percent"),
            Field("share_max", "share", "at most, in percent"),
            _PRICE,
            Field("via", "text", "company it is held through"),
        ),
        distinct=("share", "share_min", "share_max", "via"),
        path=True,
        route="controlled",
        maps={"ftm": "Ownership", "bods": "shareholding", "schema": "owns", "fibo": "isOwnedBy"},
    ),
    Relation(
        "OWNS_BRAND",
        ("Company",),
        ("Brand",),
        "{subject} owns the brand {object}",
        "{subject}拥有品牌{object}",
        "The brand owner, one of the four roles behind a product",
        maps={"schema": "brand"},
        path=True,
    ),
    Relation(
        "BRAND_OF",
        ("Brand",),
        ("Product",),
        "{object} is sold under the brand {subject}",
        "{object}属于品牌{subject}",
        "Which name the product is sold under",
        maps={"schema": "brand"},
        path=True,
    ),
    Relation(
        "MAKES",
        ("Company",),
        ("Product",),
        "{subject} makes {object}",
        "{subject}生产{object}",
        "The maker in fact, one of the four roles",
        fields=(_PLACE, _TERRITORY),
        distinct=("plant", "territory"),
        maps={"schema": "manufacturer"},
        path=True,
    ),
    Relation(
        "OPERATES",
        ("Company", "Authority"),
        ("Plant", "Register"),
        "{subject} operates {object}",
        "{subject}运营{object}",
        "The plant operator, one of the four roles; or the keeper of a register",
        fields=(_SCOPE,),
    ),
    Relation(
        "DECLARED_MAKER_OF",
        ("Company",),
        ("Product", "Brand"),
        "{subject} is the declared maker of {object}",
        "{subject}是{object}的申报生产企业",
        "The maker that the filing or the plate names, one of the four roles",
        fields=(_PLACE,),
        maps={"schema": "manufacturer"},
    ),
    Relation(
        "LEADS",
        ("Person",),
        ("Company", "Brand"),
        "{subject} leads {object}",
        "{subject}执掌{object}",
        "A director, officer or founder, with the role",
        fields=(Field("role", "text", "office held"),),
        distinct=("role",),
        maps={"ftm": "Directorship", "bods": "boardMember", "schema": "employee"},
    ),
    Relation(
        "COMPETES_WITH",
        PARTY,
        PARTY,
        "{subject} competes with {object}",
        "{subject}与{object}竞争",
        "Somebody calls them competitors; both ways at once",
        symmetric=True,
    ),
    Relation(
        "SUCCEEDED_BY",
        ("Company", "Brand", "Product"),
        ("Company", "Brand", "Product"),
        "{subject} was succeeded by {object}",
        "{subject}由{object}承继",
        "A successor with a node of its own; a mere change of name is an alias of kind `former`",
        maps={"ftm": "Succession", "prov": "wasRevisionOf"},
    ),
    *ATTRIBUTES,
)
