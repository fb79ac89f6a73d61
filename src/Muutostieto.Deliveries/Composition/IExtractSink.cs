using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Buildings;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Takes the records of an extract.</summary>
internal interface IExtractSink
{
    /// <summary>The container to fill next.</summary>
    DisclosedRecord Next { get; }

    /// <summary>Takes what was put into <see cref="Next"/>: the record of a person.</summary>
    /// <param name="person">Whose it is, by the surrogate id.</param>
    void Keep(long person);

    /// <summary>Names a person of the previous extract, after all records.</summary>
    /// <param name="person">Who it is, by the surrogate id.</param>
    /// <param name="record">The identity code alone.</param>
    void Remove(long person, DisclosedRecord record)
    {
    }

    /// <summary>Names a building or dwelling of the previous extract, after all records.</summary>
    /// <param name="record">The codes alone.</param>
    void Remove(DisclosedRecord record)
    {
    }

    /// <summary>Takes what was put into <see cref="Next"/>: a record of no person, which may name some.</summary>
    /// <param name="named">The persons.</param>
    void Keep(IReadOnlyList<NamedPerson> named);
}
