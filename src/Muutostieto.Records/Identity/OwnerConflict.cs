namespace Muutostieto.Records.Identity;

/// <summary>Why the owner of a record cannot be determined.</summary>
public enum OwnerConflict
{
    /// <summary>Codes that the record says to be in force are in force of two persons, none of whom it merges.</summary>
    SeveralInForce,

    /// <summary>The record's code is a former code of several persons, and nothing else in the record says which.</summary>
    SharedFormerCode,
}
