package dev.shoal.plugin;

/** Makes nothing and says why. */
record RefusedRecipe(String problem) implements Recipe {
    @Override
    public Version make() throws PluginException {
        throw new PluginException(problem);
    }

    @Override
    public boolean hasChanged(Version since) {
        return true;
    }
}
