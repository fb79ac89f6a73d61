namespace Muutostieto.SelfService.Submissions;

/// <summary>Whether a form that was sent is to be worked on.</summary>
public abstract record FormTurn
{
    private FormTurn()
    {
    }

    /// <summary>It comes for the first time: do it, then finish or release it.</summary>
    public sealed record First : FormTurn;

    /// <summary>It was done: go where the first one went.</summary>
    /// <param name="Place">A path of this site.</param>
    public sealed record Done(string Place) : FormTurn;

    /// <summary>It is being worked on, or broke off in the middle: what it did must be looked up.</summary>
    public sealed record InDoubt : FormTurn;
}
