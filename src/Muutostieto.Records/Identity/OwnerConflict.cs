namespace Muutostieto.Records.Identity;

/// <summary>Why the owner of a record cannot be determined.</summary>
public enum OwnerConflict
{
    /// <summary>The record's codes in force belong to two persons, and it merges neither.</summary>
    SeveralInForce,

    /// <summary>The record's code is a former code of several persons, and nothing else in the record says which.</summary>
    SharedFormerCode,
}
