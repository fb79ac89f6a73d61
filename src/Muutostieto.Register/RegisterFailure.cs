using Muutostieto.Records;

namespace Muutostieto.Register;

/// <summary>What a register refuses to enter, wherever it is kept. No message has a value of a person.</summary>
internal static class RegisterFailure
{
    internal static MuutostietoException SharedCode(string place) =>
        new(
            FailureKind.Integrity,
            $"register {place}: an identity code in force belongs to two persons, or is still a former code of another one. Nothing was "
                + "written. Request the whole records of these persons from the source and import them as a base.");

    internal static MuutostietoException SharedBuildingCode(string place) =>
        new(
            FailureKind.Integrity,
            $"register {place}: two buildings have one building code, which stays its building's for ever. Nothing was written. Request "
                + "the records of the building again from the source.");

    internal static MuutostietoException NoSuchBuilding(string place) =>
        new(
            FailureKind.Integrity,
            $"register {place}: an entry is about a building id that the register does not have. Nothing was written. Check that the "
                + "register is the one that the entries were made for.");

    internal static MuutostietoException Merged(string place) =>
        new(
            FailureKind.Integrity,
            $"register {place}: an entry is about a person who has merged into another; it belongs to that one. Nothing was written. Enter "
                + "it for the person that remains.");

    internal static MuutostietoException NoSuchPerson(string place) =>
        new(
            FailureKind.Integrity,
            $"register {place}: an entry is about a person id that the register does not have. Nothing was written. Check that the "
                + "register is the one that the entries were made for.");
}
