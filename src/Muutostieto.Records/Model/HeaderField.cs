namespace Muutostieto.Records.Model;

/// <summary>The fields of a record's header (tunnisteosa), in the order of the line.</summary>
public enum HeaderField
{
    /// <summary>Identity code of the person that the record concerns, 11 characters; for a change of the code, the old one.</summary>
    IdentityCode,

    /// <summary>Three letters, as XRK for a death; XXX in a base.</summary>
    Event,

    /// <summary>Day of registration, VVVVKKPP.</summary>
    Registered,

    /// <summary>See <see cref="RecordType"/>, one character.</summary>
    Type,

    /// <summary>The person's role in the event, one character.</summary>
    Role,
}
