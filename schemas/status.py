"""What the probes answer."""

from marshmallow import Schema, fields


class Status(Schema):
    """How the service is."""

    status = fields.String(required=True, metadata={"description": "In one word."})
