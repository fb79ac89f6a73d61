using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tests.State;

/// <summary>A person's first record and those after it.</summary>
public sealed record Life(Record First, Record[] Changes)
{
    public override string ToString() => string.Join(Environment.NewLine, Changes.Prepend(First).Select(Forms.Show));
}
