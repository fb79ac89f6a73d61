using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.People;

/// <summary>All persons of one municipality, the dead after the living.</summary>
internal sealed class Settlement(Municipality municipality, DateOnly asOf)
{
    public Municipality Municipality => municipality;

    public DateOnly AsOf => asOf;

    public List<Person> Living { get; } = [];

    public List<Person> Dead { get; } = [];

    /// <summary>Living adults, candidates for guardians and attorneys.</summary>
    public List<Person> Adults { get; } = [];
}
