namespace Muutostieto.Interface.Mapping;

/// <summary>The persons that an answer names in the records of others. Asked for every relation that is written; for one thread.</summary>
internal interface IRelatedPersons
{
    /// <summary>
    /// The whole JSON object of the person with an identity code, as <see cref="PersonStub.Write"/> writes it. Every person asked for is
    /// disclosed.
    /// </summary>
    ReadOnlySpan<byte> Of(ReadOnlySpan<byte> code);
}
