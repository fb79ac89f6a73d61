namespace Muutostieto.Synthetic.Life.Files;

/// <summary>A person's role in an event, as in a record's header.</summary>
internal static class Role
{
    public const char Self = '1';
    public const char Spouse = '2';
    public const char Child = '5';
    public const char Other = '6';
}
