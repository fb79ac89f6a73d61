namespace Muutostieto.SelfService.Applications;

/// <summary>One thing that is wrong with what a user entered.</summary>
/// <param name="Field">The field's name, as in the content's type, in camel case; of a part after a dot: <c>contact.email</c>.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record FieldFault(string Field, FieldProblem Problem)
{
    /// <summary>What is allowed at most; null where there is no limit.</summary>
    public long? Limit { get; init; }

    /// <summary>What the loader of the configuration says, in English, without a path; null where <see cref="Problem"/> says all.</summary>
    public string? Detail { get; init; }
}
