"""Units of every dimension in the ways they are written: sentence, value, unit's name, dimension."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsfacts.quantities import Found
from newsfacts.quantities.units import forms

Recognise = Callable[[str], list[Found]]

UNITS = [
    ("The path is 1.5 km long.", 1.5, "kilometre", "length"),
    ("The fibre is 80 microns thick.", 80, "micrometre", "length"),
    ("The gap is 300 picometres wide.", 300, "picometre", "length"),
    ("The parcel is 6 ft 2 in long.", 6 + 2 / 12, "foot", "length"),
    ("The goalkeeper is 6 foot 3.", 6.25, "foot", "length"),
    ("The goalkeeper is 6'3\" tall.", 6.25, "foot", "length"),
    ("The cloud is 12 parsecs away.", 12, "parsec", "length"),
    ("The yard covers 40 sq ft.", 40, "square foot", "area"),
    ("The yard covers 12 sq. m.", 12, "square metre", "area"),
    ("The island covers 12 km².", 12, "square kilometre", "area"),
    ("The island covers 12 km^2.", 12, "square kilometre", "area"),
    ("The island covers 12 kilometres squared.", 12, "square kilometre", "area"),
    ("The wafer measures 9 mm2.", 9, "square millimetre", "area"),
    ("The farm has 5 hectares.", 5, "hectare", "area"),
    ("The silo holds 250 cubic metres.", 250, "cubic metre", "volume"),
    ("The silo holds 250 m3.", 250, "cubic metre", "volume"),
    ("The crate holds 8 cu ft.", 8, "cubic foot", "volume"),
    ("The jug holds 2.5 L of water.", 2.5, "litre", "volume"),
    ("Stir in two cups of flour.", 2, "cup", "volume"),
    ("The parcel weighs 3 kg 250 g.", 3.25, "kilogram", "mass"),
    ("The blast yielded 12 kilotons.", 12, "kiloton", "mass"),
    ("It lasted 45 s.", 45, "second", "time"),
    ("She ran it in 10.49s.", 10.49, "second", "time"),
    ("The ride took 3h 20m.", 3 + 20 / 60, "hour", "time"),
    ("It hit 31 C in the heat.", 31, "degree celsius", "temperature"),
    ("The superconductor was cooled to 77 K.", 77, "kelvin", "temperature"),
    ("It was minus four degrees.", -4, "degree", "temperature"),
    ("It was 7 below zero.", -7, "degree", "temperature"),
    ("The mast leans 4 degrees.", 4, "degree", "angle"),
    ("The arm turned 2 radians.", 2, "radian", "angle"),
    ("The train goes 250 km/h.", 250, "kilometre per hour", "speed"),
    ("The van did 40 miles an hour.", 40, "mile per hour", "speed"),
    ("Sound travels at 343 m/s.", 343, "metre per second", "speed"),
    ("It speeds up by 9.8 m/s2.", 9.8, "metre per second squared", "acceleration"),
    ("The van burns 7.5 L/100km.", 7.5, "litre per 100 kilometre", "rate"),
    ("The van gets 38 mpg.", 38, "mile per gallon", "fuel economy"),
    ("The pump moves 20 m3/s.", 20, "cubic metre per second", "flow"),
    ("The well gives 900 bpd.", 900, "barrel per day", "flow"),
    ("The plant makes 1.2 gigawatts.", 1.2, "gigawatt", "power"),
    ("The heater uses 60 W.", 60, "watt", "power"),
    ("The engine has 90 hp.", 90, "horsepower", "power"),
    ("The battery stores 75 kWh.", 75, "kilowatt-hour", "energy"),
    ("The bar has 210 kcal.", 210, "kilocalorie", "energy"),
    ("The engine makes 300 Nm of torque.", 300, "newton-metre", "torque"),
    ("The rope held 900 newtons.", 900, "newton", "force"),
    ("His blood pressure was 140 mmHg.", 140, "millimetre of mercury", "pressure"),
    ("The tyre holds 32 psi.", 32, "pound per square inch", "pressure"),
    ("The low reached 980 hPa.", 980, "hectopascal", "pressure"),
    ("The radio works at 2.4 GHz.", 2.4, "gigahertz", "frequency"),
    ("Her heart beat at 62 bpm.", 62, "beat per minute", "frequency"),
    ("The disk spins at 7200 rpm.", 7200, "revolution per minute", "frequency"),
    ("The film runs at 24 fps.", 24, "frame per second", "frequency"),
    ("The line carries 400 kV.", 400, "kilovolt", "voltage"),
    ("The socket gives 230 V.", 230, "volt", "voltage"),
    ("The charger draws 2 amps.", 2, "ampere", "current"),
    ("The phone battery holds 4,500 mAh.", 4500, "milliampere-hour", "electric charge"),
    ("The coil measured 12 ohms.", 12, "ohm", "electrical resistance"),
    ("The part holds 10 microfarads.", 10, "microfarad", "capacitance"),
    ("The magnet reached 3 teslas.", 3, "tesla", "magnetic flux density"),
    ("The drive holds 2 TB.", 2, "terabyte", "data"),
    ("The link runs at 100 Mbps.", 100, "megabit per second", "data rate"),
    ("The disk writes 500 MB/s.", 500, "megabyte per second", "data rate"),
    ("The camera has 12 MP.", 12, "megapixel", "resolution"),
    ("The print has 300 dpi.", 300, "dot per inch", "resolution"),
    ("The siren reached 110 dB.", 110, "decibel", "level"),
    ("The bulb gives 800 lumens.", 800, "lumen", "luminous flux"),
    ("The desk gets 500 lux.", 500, "lux", "illuminance"),
    ("The dose was 5 mSv.", 5, "millisievert", "radiation dose"),
    ("It emitted 300 becquerels.", 300, "becquerel", "radioactivity"),
    ("The air holds 420 ppm.", 420, "part per million", "concentration"),
    ("Rates rose by 25 basis points.", 25, "basis point", "percent"),
    ("The levy is 5 per mille.", 5, "permille", "percent"),
]


@pytest.mark.parametrize(("text", "value", "name", "dimension"), UNITS)
def test_unit(text: str, value: float, name: str, dimension: str, found: Recognise) -> None:
    (one,) = found(text)
    assert one.quantity.value == pytest.approx(value)
    assert one.quantity.unit is not None
    assert (one.quantity.unit.name, one.quantity.unit.dimension) == (name, dimension)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The 30s were dry.", []),
        ("He bought a house at 5 A Street.", []),
        ("They won two cups in May.", [None]),
        ("She owns two Teslas.", [None]),
        ("The video plays at 1080p.", []),
        ("She won the 100m hurdles.", ["metre"]),
        ("The hall is 5 m. 2 men measured it.", ["metre", None]),
    ],
)
def test_what_is_no_unit(text: str, units: list[str | None], found: Recognise) -> None:
    assert [one.quantity.unit and one.quantity.unit.name for one in found(text)] == units


def test_prefixes_and_powers_are_made_by_rule() -> None:
    names = {form.measure.name for group in forms().values() for form in group}
    assert {"nanogram", "decametre", "petahertz", "square micrometre", "cubic yard", "exabyte"} <= names
