using FsCheckProperty = FsCheck.NUnit.PropertyAttribute;

namespace Muutostieto.Testing;

/// <summary>
/// A property whose random values follow from <c>MUUTOSTIETO_PROPERTY_SEED</c>, two numbers of 64 bits with a comma between, the second
/// odd; from chance when it is not set. What runs for every change sets it from the change itself: the same change is tried with the same
/// values wherever it runs, another one with others.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SeededPropertyAttribute : FsCheckProperty
{
    public SeededPropertyAttribute()
    {
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_PROPERTY_SEED") is { Length: > 0 } seed)
        {
            Replay = seed;
        }
    }
}
