namespace Muutostieto.SelfService.Access;

/// <summary>The user may not do this, or not with this: what is another's is refused in the same words as what is not there.</summary>
public sealed class AccessRefusedException(UserAction action) : Exception($"The action {action} is not among the user's rights.")
{
    public UserAction Action { get; } = action;
}
