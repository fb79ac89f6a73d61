using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Nightly;

/// <summary>
/// Makes of a change and of the person before it what the journal takes: the record, and the version that <see cref="PersonState.Apply"/>
/// makes with it. So nothing can be in a version that its record does not say.
/// </summary>
public sealed class StateChange(GroupCatalog catalog) : IDisposable
{
    private readonly JsonRecordReader reader = new(catalog);
    private readonly JsonRecordWriter writer = new();

    /// <summary>Replaces what the record holds by the person's groups in force.</summary>
    public void Read(PersonVersion version, Record groups) => reader.Read(version.Document.Span, groups);

    /// <summary>Applies the change to the state, and says it as a journal entry.</summary>
    /// <param name="personId">Null makes a new person.</param>
    /// <param name="state">The person before the change; after it when this returns.</param>
    /// <param name="change">A record with its whole header; its code is the one before the change.</param>
    public NewEntry Enter(long? personId, PersonState state, Record change)
    {
        state.Apply(change);
        return new NewEntry(
            change.Text(HeaderField.Event),
            change.Text(HeaderField.Registered),
            change.Text(HeaderField.Type),
            change.Text(HeaderField.Role),
            writer.Write(change).ToArray(),
            new NewVersion
            {
                PersonId = personId,
                IdentityCode = state.IdentityCode,
                FormerCodes = state.FormerCodes,
                Municipality = state.Municipality,
                Alive = state.IsAlive,
                NonDisclosureEnd = state.NonDisclosureEnd,
                Document = writer.WriteState(state.Groups).ToArray(),
            });
    }

    public void Dispose() => writer.Dispose();
}
