"""What the probes answer."""

from marshmallow import fields

from schemas.fields import Answer


class Status(Answer):
    """How the service is."""

    status = fields.String(required=True, metadata={"description": "In one word."})
