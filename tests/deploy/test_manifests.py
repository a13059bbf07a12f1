"""What is in deploy/ is valid where it is used, and fits the service: its settings, paths, port, user and version."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from newsfacts import __version__
from service.settings import Settings, from_environment

ROOT = Path(__file__).parents[2]
SELECTOR = {"app.kubernetes.io/name": "newsfacts"}
VERSIONS = ("1.27", kubernetes_validate.latest_version())


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / "deploy" / name).read_text("utf-8"))


MANIFESTS = {
    document["kind"]: document
    for file in sorted((ROOT / "deploy" / "kubernetes").glob("*.yaml"))
    for document in yaml.safe_load_all(file.read_text("utf-8"))
}
POD = MANIFESTS["Deployment"]["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]
COMPOSE = load("compose.yaml")["services"]["newsfacts"]
ENVIRONMENTS = {
    "kubernetes": {item["name"]: item["value"] for item in CONTAINER["env"] if "value" in item},
    "compose": COMPOSE["environment"],
}


def settings(where: str) -> Settings:
    return from_environment(ENVIRONMENTS[where])


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", MANIFESTS)
def test_manifests_are_valid(kind: str, version: str) -> None:
    kubernetes_validate.validate(MANIFESTS[kind], version, strict=True)


def test_validation_is_strict() -> None:
    spec = MANIFESTS["PodDisruptionBudget"]["spec"]
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(
            {**MANIFESTS["PodDisruptionBudget"], "spec": {**spec, "maxUnavailabel": 1}}, VERSIONS[-1], strict=True
        )


def test_all_is_there() -> None:
    assert set(MANIFESTS) == {
        "Deployment",
        "HorizontalPodAutoscaler",
        "NetworkPolicy",
        "PodDisruptionBudget",
        "Service",
    }


def test_compose_file_is_valid() -> None:
    schema = json.loads(files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json").read_text())
    jsonschema.validate(load("compose.yaml"), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"services": {"newsfacts": {**COMPOSE, "mem_limt": "1g"}}}, schema)


@pytest.mark.parametrize("where", ENVIRONMENTS)
def test_variables_are_settings(where: str) -> None:
    assert settings(where)  # which refuses any other NEWSFACTS_ variable


def test_secrets_are_settings() -> None:
    secret = {item["name"]: "one-key" for item in CONTAINER["env"] if "valueFrom" in item}
    assert from_environment(secret) == Settings(api_keys=("one-key",))


def test_no_variable_is_set_by_the_cluster() -> None:
    links = {"NEWSFACTS_SERVICE_HOST": "10.0.0.1"}  # what Kubernetes sets for a service of this name
    with pytest.raises(ValueError, match="NEWSFACTS_SERVICE_HOST"):
        from_environment(links)
    assert POD["enableServiceLinks"] is False


def test_ports_are_the_service_s() -> None:
    (port,) = CONTAINER["ports"]
    assert port["containerPort"] == settings("kubernetes").port
    (exposed,) = MANIFESTS["Service"]["spec"]["ports"]
    (ingress,) = MANIFESTS["NetworkPolicy"]["spec"]["ingress"]
    assert exposed["targetPort"] == port["name"]
    assert [allowed["port"] for allowed in ingress["ports"]] == [port["name"]]
    (published,) = COMPOSE["ports"]
    assert int(published.rpartition(":")[2]) == settings("compose").port


@pytest.mark.parametrize(
    ("probe", "path"), [("startupProbe", "/readyz"), ("readinessProbe", "/readyz"), ("livenessProbe", "/healthz")]
)
def test_probes_ask_what_is_served(probe: str, path: str) -> None:
    assert CONTAINER[probe]["httpGet"] == {"path": path, "port": CONTAINER["ports"][0]["name"]}
    assert "get" in yaml.safe_load((ROOT / "openapi.yaml").read_text("utf-8"))["paths"][path]


def test_selectors_meet_the_pods() -> None:
    assert MANIFESTS["Deployment"]["spec"]["template"]["metadata"]["labels"] == SELECTOR
    assert MANIFESTS["Deployment"]["spec"]["selector"]["matchLabels"] == SELECTOR
    assert MANIFESTS["Service"]["spec"]["selector"] == SELECTOR
    assert MANIFESTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == SELECTOR
    assert MANIFESTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == SELECTOR
    target = MANIFESTS["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]
    deployment = MANIFESTS["Deployment"]
    assert target == {key: deployment[key] for key in ("apiVersion", "kind")} | {"name": deployment["metadata"]["name"]}


def test_pods_have_the_time_they_need_to_stop() -> None:
    chosen = settings("kubernetes")
    assert POD["terminationGracePeriodSeconds"] > chosen.drain_seconds + chosen.stop_seconds
    readiness = CONTAINER["readinessProbe"]
    assert chosen.drain_seconds >= readiness["periodSeconds"] * readiness["failureThreshold"]
    compose = settings("compose")
    assert int(COMPOSE["stop_grace_period"].removesuffix("s")) > compose.drain_seconds + compose.stop_seconds


def test_every_worker_has_a_core() -> None:
    assert int(CONTAINER["resources"]["requests"]["cpu"]) == settings("kubernetes").workers
    assert COMPOSE["cpus"] == settings("compose").workers


def test_pods_are_restricted() -> None:
    """Pod Security Standards, "restricted", and a root file system that can't be written."""
    context = {**POD["securityContext"], **CONTAINER["securityContext"]}
    assert context["runAsNonRoot"] is True
    assert context["seccompProfile"] == {"type": "RuntimeDefault"}
    assert context["allowPrivilegeEscalation"] is False
    assert context["capabilities"] == {"drop": ["ALL"]}
    assert context["readOnlyRootFilesystem"] is True
    assert not POD.keys() & {"hostNetwork", "hostPID", "hostIPC"}
    memory = {volume["name"] for volume in POD["volumes"] if volume["emptyDir"]["medium"] == "Memory"}
    assert {mount["mountPath"]: mount["name"] in memory for mount in CONTAINER["volumeMounts"]} == {
        "/dev/shm": True,
        "/tmp": True,
    }


def test_nothing_goes_out() -> None:
    policy = MANIFESTS["NetworkPolicy"]["spec"]
    assert "Egress" in policy["policyTypes"]
    assert policy["egress"] == []


def test_user_and_version_are_the_image_s() -> None:
    (user,) = re.findall(r"^USER (\d+:\d+)$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    context = POD["securityContext"]
    assert f"{context['runAsUser']}:{context['runAsGroup']}" == COMPOSE["user"] == user
    assert CONTAINER["image"] == f"newsfacts:{__version__}"
